/** Determines whether modules and the server are ready, and why not. */
@NullMarked
package org.lumoauth.platform.modules.readiness;

import org.jspecify.annotations.NullMarked;
