/** Strict and bounded JSON, the same for JAX-RS and {@code HttpHandler} endpoints. */
package org.lumoauth.platform.web.json;
