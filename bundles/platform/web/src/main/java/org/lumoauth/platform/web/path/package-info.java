/** Parses request paths: rejects ambiguous ones, then splits them into tenant and rest. */
@NullMarked
package org.lumoauth.platform.web.path;

import org.jspecify.annotations.NullMarked;
