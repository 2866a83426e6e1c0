#pragma once

#include "model/processes/demography.hpp"

/// School careers (§4.1: compulsory to 15, then by addressed draws of the person) and retirement.
/// A part of demography.
namespace changji::life_course {

/// Retires the old of one cell: employees at the statutory age, others later.
void retire(Cell& cell, int year, const Draws& draws);

/// Starts, continues and ends school for one cell, leavers become job seekers; and retires the old.
void advance(Cell& cell, int year, const demography::Coefficients& c,
             const demography::Levers& levers, const Draws& draws);

/// Skill of a leaver: tertiary → high; upper secondary → middle, always from a vocational school
/// and for half of the general graduates (assumption); else low.
Skill skill_of(Education education, bool vocational, double u);

}  // namespace changji::life_course
