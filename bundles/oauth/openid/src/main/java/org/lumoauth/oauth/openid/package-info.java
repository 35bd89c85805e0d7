/**
 * OpenID Connect: ID tokens, claims and UserInfo. Without this module the server supports plain
 * OAuth.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID Connect Core</a>
 */
@NullMarked
package org.lumoauth.oauth.openid;

import org.jspecify.annotations.NullMarked;
