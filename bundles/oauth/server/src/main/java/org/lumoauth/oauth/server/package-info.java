/**
 * The OAuth endpoints that all grants share. Grants and client authentication methods are looked up
 * among the modules that are installed at the time of the request.
 */
@NullMarked
package org.lumoauth.oauth.server;

import org.jspecify.annotations.NullMarked;
