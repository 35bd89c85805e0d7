/** The FAPI 2.0 profiles. */
@NullMarked
package org.lumoauth.oauth.fapi2;

import org.jspecify.annotations.NullMarked;
