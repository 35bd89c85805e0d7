/** Request metrics, without locks. */
@NullMarked
package org.lumoauth.platform.web.metrics;

import org.jspecify.annotations.NullMarked;
