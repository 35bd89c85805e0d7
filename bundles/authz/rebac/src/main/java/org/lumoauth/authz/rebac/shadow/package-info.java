/** Evaluates a second model beside the active one and counts the differences. */
@NullMarked
package org.lumoauth.authz.rebac.shadow;

import org.jspecify.annotations.NullMarked;
