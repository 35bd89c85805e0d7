/** Monitors the free disk space and stops writes in time. */
@NullMarked
package org.lumoauth.platform.persistence.disk;

import org.jspecify.annotations.NullMarked;
