/** JSON in and out, strict and bounded, the same for JAX-RS and hot endpoints. */
package org.lumoauth.platform.web.json;
