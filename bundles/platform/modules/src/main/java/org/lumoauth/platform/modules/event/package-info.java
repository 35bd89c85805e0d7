/**
 * Domain events on this node. All listeners receive them, including those of modules that are
 * starting or draining, so that their caches do not become stale.
 */
package org.lumoauth.platform.modules.event;
