/**
 * The packages of the OSGi HTTP whiteboard (OSGi Compendium 140) and an {@code HttpServiceRuntime}
 * without servlets. The JAX-RS whiteboard needs both to resolve and to start. This is a separate
 * bundle, so that JAX-RS applications keep running during an update of the HTTP engine.
 */
@NullMarked
package org.lumoauth.platform.httpapi;

import org.jspecify.annotations.NullMarked;
