/** The profile of a user: standard and additional claims (OpenID Connect Core section 5.1). */
@NullMarked
package org.lumoauth.platform.directory.profile;

import org.jspecify.annotations.NullMarked;
