/**
 * Domain events on this node. All listeners receive them, including those of modules that are
 * starting or draining, so that their caches do not become stale.
 */
@NullMarked
package org.lumoauth.platform.modules.event;

import org.jspecify.annotations.NullMarked;
