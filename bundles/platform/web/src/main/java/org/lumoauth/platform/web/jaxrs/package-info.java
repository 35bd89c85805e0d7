/** Publishes JAX-RS applications internally; the dispatcher calls them. */
package org.lumoauth.platform.web.jaxrs;
