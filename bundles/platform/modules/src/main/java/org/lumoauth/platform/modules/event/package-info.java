/**
 * Domain events on this node. Every listener is told, those of a module that is only starting or
 * being drained too: its caches must not go stale meanwhile.
 */
package org.lumoauth.platform.modules.event;
