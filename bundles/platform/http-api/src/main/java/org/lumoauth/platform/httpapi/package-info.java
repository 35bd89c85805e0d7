/**
 * The packages of the OSGi HTTP whiteboard (OSGi Compendium 140) and an {@code HttpServiceRuntime}
 * without servlets. The JAX-RS whiteboard needs both to resolve and to start. A bundle of its own:
 * an update of the HTTP engine leaves it alone, so JAX-RS applications keep running.
 */
package org.lumoauth.platform.httpapi;
