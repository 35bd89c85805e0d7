/**
 * Issues, verifies and revokes access tokens. Only {@link
 * org.lumoauth.platform.tokens.AccessTokenService} issues them, and it checks the principals on
 * issue and on use.
 */
@NullMarked
package org.lumoauth.platform.tokens;

import org.jspecify.annotations.NullMarked;
