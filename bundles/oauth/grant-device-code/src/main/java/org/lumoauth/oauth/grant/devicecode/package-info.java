/**
 * Adds the device authorization grant (RFC 8628): the device authorization endpoint, the
 * verification page where the user enters the code, and the grant that issues the tokens.
 */
@NullMarked
package org.lumoauth.oauth.grant.devicecode;

import org.jspecify.annotations.NullMarked;
