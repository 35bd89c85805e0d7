/** The operations of OpenFGA's HTTP API as JAX-RS resources. */
package org.lumoauth.authz.openfga.rest;
