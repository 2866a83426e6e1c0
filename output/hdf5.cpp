#include "output/hdf5.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include <hdf5_hl.h>

namespace changji::output::hdf5 {
namespace {

void check(herr_t status, std::string_view what) {
    if (status < 0) throw std::runtime_error("HDF5: " + std::string(what));
}

/// The library prints its error stack unless told not to; our messages say what is wrong. At the
/// end of the program it tries once more to write a file that did not fit on the disk, and crashes:
/// every file is finished before, so it is told not to.
void be_quiet() {
    [[maybe_unused]] static const herr_t asked_once = H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Handle text_type() {
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
    check(H5Tset_size(type, H5T_VARIABLE), "text size");
    check(H5Tset_cset(type, H5T_CSET_UTF8), "text encoding");
    return type;
}

Handle space_of(const Extent& extent) {
    if (extent.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "scalar space"};
    return {H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr), H5Sclose,
            "data space"};
}

Handle dataset_properties() {
    Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "dataset properties");
    check(H5Pset_obj_track_times(properties, false), "time stamps");
    check(H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "attribute order");
    return properties;
}

/// Rows of a column in one compressed chunk: 2 MiB of 8-byte values.
constexpr hsize_t chunk_rows = hsize_t{1} << 18;
/// Runs of a cube in one compressed chunk; a run has a thousand bytes or two.
constexpr hsize_t chunk_runs = 64;

void pack(hid_t properties, const Extent& extent) {
    Extent chunk = extent;
    chunk.front() = std::min(extent.front(), extent.size() == 1 ? chunk_rows : chunk_runs);
    check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), "chunks");
    check(H5Pset_shuffle(properties), "shuffle");
    check(H5Pset_deflate(properties, 4), "compression");
}

Handle file_access() {
    Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "file access");
#if H5_VERSION_GE(1, 10, 7)
    check(H5Pset_file_locking(access, false, true), "file locking");
#endif
    return access;
}

void set_attribute(hid_t object, const std::string& name, hid_t type, const void* value) {
    const Handle space = space_of({});
    const Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose, "attribute " + name);
    check(H5Awrite(attribute, type, value), "writing attribute " + name);
}

}  // namespace

Handle::Handle(hid_t id, Close close, std::string_view what) : id_(id), close_(close) {
    if (id < 0) throw std::runtime_error("HDF5: " + std::string(what));
}

void Handle::finish(std::string_view what) {
    const hid_t id = std::exchange(id_, H5I_INVALID_HID);
    if (id >= 0) check(close_(id), what);
}

Handle create_file(const std::string& path) {
    be_quiet();
    const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "file properties");
    const unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    check(H5Pset_link_creation_order(creation, ordered), "link order");
    check(H5Pset_attr_creation_order(creation, ordered), "attribute order");
    check(H5Pset_obj_track_times(creation, false), "time stamps");
    const Handle access = file_access();
    check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_LATEST), "format version");
    return {H5Fcreate(path.c_str(), H5F_ACC_EXCL, creation, access), H5Fclose,
            "cannot create " + path};
}

Handle open_file(const std::string& path) {
    be_quiet();
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, file_access()), H5Fclose, "cannot open " + path};
}

Handle create_group(hid_t parent, const std::string& name) {
    const Handle properties(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "group properties");
    check(H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "link order");
    check(H5Pset_obj_track_times(properties, false), "time stamps");
    return {H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, properties, H5P_DEFAULT), H5Gclose,
            "group " + name};
}

Handle open_group(hid_t parent, const std::string& name) {
    return {H5Gopen2(parent, name.c_str(), H5P_DEFAULT), H5Gclose, "no group " + name};
}

std::vector<std::string> dataset_names(hid_t group) {
    std::vector<std::string> names;
    const auto add = [](hid_t parent, const char* name, const H5L_info_t*, void* into) -> herr_t {
        H5O_info_t info;
        if (H5Oget_info_by_name2(parent, name, &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
        if (info.type == H5O_TYPE_DATASET)
            static_cast<std::vector<std::string>*>(into)->emplace_back(name);
        return 0;
    };
    check(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add, &names), "names");
    return names;
}

bool has(hid_t parent, const std::string& name) {
    return H5Lexists(parent, name.c_str(), H5P_DEFAULT) > 0;
}

Handle write(hid_t parent, const std::string& name, hid_t type, const Extent& extent,
             const void* data, Packing packing) {
    const Handle space = space_of(extent);
    const Handle properties = dataset_properties();
    if (packing == Packing::compressed && H5Sget_simple_extent_npoints(space) > 0)
        pack(properties, extent);
    Handle created(
        H5Dcreate2(parent, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
        H5Dclose, "cannot create dataset " + name);
    check(H5Dwrite(created, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "writing " + name);
    return created;
}

Handle write_strings(hid_t parent, const std::string& name, const std::vector<std::string>& texts) {
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    return write(parent, name, text_type(), {texts.size()}, pointers.data());
}

Handle write_text(hid_t parent, const std::string& name, const std::string& text) {
    const char* pointer = text.c_str();
    return write(parent, name, text_type(), {}, &pointer);
}

Extent extent_of(hid_t dataset) {
    const Handle space(H5Dget_space(dataset), H5Sclose, "data space");
    Extent extent(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
    H5Sget_simple_extent_dims(space, extent.data(), nullptr);
    return extent;
}

void read(hid_t dataset, hid_t type, void* data) {
    check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "reading a dataset");
}

void read_part(hid_t dataset, hid_t type, hsize_t first, hsize_t count, void* data) {
    Extent extent = extent_of(dataset);
    Extent start(extent.size(), 0);
    start.at(0) = first;
    extent.at(0) = count;
    const Handle from(H5Dget_space(dataset), H5Sclose, "data space");
    check(H5Sselect_hyperslab(from, H5S_SELECT_SET, start.data(), nullptr, extent.data(), nullptr),
          "selecting a part");
    const Handle to = space_of(extent);
    check(H5Dread(dataset, type, to, from, H5P_DEFAULT, data), "reading a part of a dataset");
}

std::vector<std::string> read_strings(hid_t parent, const std::string& name) {
    const Handle from = open_dataset(parent, name);
    const Handle type = text_type();
    const Extent extent = extent_of(from);
    std::vector<char*> pointers(extent.empty() ? 1 : extent.front(), nullptr);
    read(from, type, pointers.data());
    std::vector<std::string> texts;
    for (const char* text : pointers) texts.emplace_back(text == nullptr ? "" : text);
    const Handle space(H5Dget_space(from), H5Sclose, "data space");
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data());
    return texts;
}

std::string read_text(hid_t parent, const std::string& name) {
    return read_strings(parent, name).front();
}

std::vector<int> read_ints(hid_t parent, const std::string& name) {
    const Handle from = open_dataset(parent, name);
    std::vector<int> values(extent_of(from).at(0));
    read(from, H5T_NATIVE_INT, values.data());
    return values;
}

void set_attribute(hid_t object, const std::string& name, std::string_view text) {
    // Fixed length: readers of netCDF then take it for one text, not for a list.
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
    check(H5Tset_size(type, text.empty() ? 1 : text.size()), "text size");
    check(H5Tset_strpad(type, H5T_STR_NULLPAD), "text padding");
    check(H5Tset_cset(type, H5T_CSET_UTF8), "text encoding");
    set_attribute(object, name, static_cast<hid_t>(type), text.empty() ? "\0" : text.data());
}

void set_attribute(hid_t object, const std::string& name, double number) {
    set_attribute(object, name, H5T_NATIVE_DOUBLE, &number);
}

void set_attribute(hid_t object, const std::string& name, std::int64_t number) {
    set_attribute(object, name, H5T_NATIVE_INT64, &number);
}

std::string text_attribute(hid_t object, const std::string& name) {
    if (H5Aexists(object, name.c_str()) <= 0) return {};
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "attribute");
    const Handle type(H5Aget_type(attribute), H5Tclose, "attribute type");
    if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) > 0) return {};
    std::string text(H5Tget_size(type), '\0');
    check(H5Aread(attribute, type, text.data()), "reading attribute " + name);
    text.resize(std::strlen(text.c_str()));
    return text;
}

std::int64_t integer_attribute(hid_t object, const std::string& name) {
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose,
                           "no attribute " + name);
    std::int64_t number = 0;
    check(H5Aread(attribute, H5T_NATIVE_INT64, &number), "reading attribute " + name);
    return number;
}

Handle open_dataset(hid_t parent, const std::string& name) {
    return {H5Dopen2(parent, name.c_str(), H5P_DEFAULT), H5Dclose, "no dataset " + name};
}

std::size_t rows_of(hid_t parent, const std::string& name) {
    const Extent extent = extent_of(open_dataset(parent, name));
    return extent.size() == 1 ? static_cast<std::size_t>(extent.front()) : 0;
}

void make_scale(hid_t dataset, const std::string& name) {
    check(H5DSset_scale(dataset, name.c_str()), "dimension scale " + name);
}

void attach_scale(hid_t dataset, hid_t scale, unsigned dimension) {
    check(H5DSattach_scale(dataset, scale, dimension), "attaching a dimension scale");
}

}  // namespace changji::output::hdf5
