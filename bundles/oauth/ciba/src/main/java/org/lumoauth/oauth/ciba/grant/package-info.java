/** The CIBA grant, with which a client gets its tokens. */
@NullMarked
package org.lumoauth.oauth.ciba.grant;

import org.jspecify.annotations.NullMarked;
