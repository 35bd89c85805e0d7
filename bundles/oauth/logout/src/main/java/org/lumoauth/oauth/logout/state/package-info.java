/** Session monitoring in a frame (OpenID Connect Session Management). */
@NullMarked
package org.lumoauth.oauth.logout.state;

import org.jspecify.annotations.NullMarked;
