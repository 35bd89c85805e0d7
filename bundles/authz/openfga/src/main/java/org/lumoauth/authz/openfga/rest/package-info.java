/** The operations of OpenFGA's HTTP API as JAX-RS resources. */
@NullMarked
package org.lumoauth.authz.openfga.rest;

import org.jspecify.annotations.NullMarked;
