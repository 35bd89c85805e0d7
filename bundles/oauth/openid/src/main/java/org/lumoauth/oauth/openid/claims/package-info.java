/** Determines which claims about a subject a client may receive. */
@NullMarked
package org.lumoauth.oauth.openid.claims;

import org.jspecify.annotations.NullMarked;
