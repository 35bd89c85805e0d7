/** The token, introspection and revocation endpoints. */
@NullMarked
package org.lumoauth.oauth.server.endpoint;

import org.jspecify.annotations.NullMarked;
