/** The server's clock. */
@NullMarked
package org.lumoauth.platform.modules.clock;

import org.jspecify.annotations.NullMarked;
