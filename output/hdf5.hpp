#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <hdf5.h>

#include "model/base/quantity.hpp"
#include "model/zone/zone.hpp"

/// A thin layer over the HDF5 C API: handles that close themselves, errors as exceptions, and no
/// time stamps. With snapshot.cpp and run_file.cpp the only place that knows the library.
/// Not for use from several threads at once.
namespace changji::output::hdf5 {

/// An HDF5 identifier that closes itself.
class Handle {
  public:
    using Close = herr_t (*)(hid_t);
    Handle() = default;
    /// Throws std::runtime_error naming `what` if the identifier is not valid.
    Handle(hid_t id, Close close, std::string_view what);
    Handle(Handle&& other) noexcept { swap(other); }
    Handle& operator=(Handle&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Handle() {
        if (id_ >= 0) close_(id_);
    }
    operator hid_t() const { return id_; }
    /// Closes now; throws if that fails, as it does when the disk is full.
    void finish(std::string_view what);

  private:
    void swap(Handle& other) {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
    }
    hid_t id_ = H5I_INVALID_HID;
    Close close_ = nullptr;
};

using Extent = std::vector<hsize_t>;

/// Files have one writer under a temporary name and are never changed afterwards: the library's own
/// file locks, which fail on many network disks, are not used.
Handle create_file(const std::string& path);
Handle open_file(const std::string& path);
Handle create_group(hid_t parent, const std::string& name);
Handle open_group(hid_t parent, const std::string& name);
/// Names of the datasets of a group, in the order of creation.
std::vector<std::string> dataset_names(hid_t group);
bool has(hid_t parent, const std::string& name);

/// Writes a dataset and returns it, so that attributes can follow. `type` is a native type.
/// Compressed means shuffle and deflate: by chunks of rows in a column, of runs in a cube.
enum class Packing { plain, compressed };
Handle write(hid_t parent, const std::string& name, hid_t type, const Extent& extent,
             const void* data, Packing packing = Packing::plain);
Handle write_strings(hid_t parent, const std::string& name, const std::vector<std::string>& texts);
/// A text of any length as a scalar dataset.
Handle write_text(hid_t parent, const std::string& name, const std::string& text);

Extent extent_of(hid_t dataset);
void read(hid_t dataset, hid_t type, void* data);
/// `count` entries of the first dimension from `first` on, with all of the others.
void read_part(hid_t dataset, hid_t type, hsize_t first, hsize_t count, void* data);
std::vector<std::string> read_strings(hid_t parent, const std::string& name);
std::string read_text(hid_t parent, const std::string& name);
std::vector<int> read_ints(hid_t parent, const std::string& name);

void set_attribute(hid_t object, const std::string& name, std::string_view text);
void set_attribute(hid_t object, const std::string& name, double number);
void set_attribute(hid_t object, const std::string& name, std::int64_t number);
/// "" if there is none.
std::string text_attribute(hid_t object, const std::string& name);
std::int64_t integer_attribute(hid_t object, const std::string& name);

std::size_t rows_of(hid_t parent, const std::string& name);
Handle open_dataset(hid_t parent, const std::string& name);

/// Makes a one-dimensional dataset a dimension scale of the given name.
void make_scale(hid_t dataset, const std::string& name);
void attach_scale(hid_t dataset, hid_t scale, unsigned dimension);

/// The HDF5 type of a column's element: integers, reals, enumerations and the model's own one-word
/// types as the integers they hold.
template <class T>
hid_t native_type() {
    if constexpr (std::is_enum_v<T>) {
        return native_type<std::underlying_type_t<T>>();
    } else if constexpr (std::is_same_v<T, Money> || std::is_same_v<T, Area>) {
        return H5T_NATIVE_INT64;
    } else if constexpr (std::is_same_v<T, Place>) {
        return H5T_NATIVE_UINT8;
    } else if constexpr (std::is_floating_point_v<T>) {
        return sizeof(T) == sizeof(float) ? H5T_NATIVE_FLOAT : H5T_NATIVE_DOUBLE;
    } else {
        static_assert(std::is_integral_v<T>);
        constexpr bool is_signed = std::is_signed_v<T>;
        switch (sizeof(T)) {
            case 1:
                return is_signed ? H5T_NATIVE_INT8 : H5T_NATIVE_UINT8;
            case 2:
                return is_signed ? H5T_NATIVE_INT16 : H5T_NATIVE_UINT16;
            case 4:
                return is_signed ? H5T_NATIVE_INT32 : H5T_NATIVE_UINT32;
            default:
                return is_signed ? H5T_NATIVE_INT64 : H5T_NATIVE_UINT64;
        }
    }
}

/// Fills a column that already has its length; throws if the dataset has another length.
template <class T>
void read_column(hid_t parent, const std::string& name, std::vector<T>& values) {
    if (rows_of(parent, name) != values.size())
        throw std::runtime_error("HDF5: unexpected length of " + name);
    read(open_dataset(parent, name), native_type<T>(), values.data());
}

}  // namespace changji::output::hdf5
