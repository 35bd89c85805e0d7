/** The operations of OpenFGA's HTTP API that are resources of JAX-RS. */
package org.lumoauth.authz.openfga.rest;
