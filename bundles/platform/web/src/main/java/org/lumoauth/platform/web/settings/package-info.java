/** The HTTP server settings, from configuration and environment. */
@NullMarked
package org.lumoauth.platform.web.settings;

import org.jspecify.annotations.NullMarked;
