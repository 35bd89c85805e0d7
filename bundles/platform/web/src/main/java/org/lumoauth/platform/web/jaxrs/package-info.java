/** JAX-RS applications of capabilities, published out of sight and called by the door. */
package org.lumoauth.platform.web.jaxrs;
