/** Converts exceptions of JAX-RS resources to error responses. */
package org.lumoauth.platform.web.jaxrs.failure;
