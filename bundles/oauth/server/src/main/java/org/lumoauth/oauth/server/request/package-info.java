/** Parses and authenticates requests at OAuth endpoints. */
@NullMarked
package org.lumoauth.oauth.server.request;

import org.jspecify.annotations.NullMarked;
