/**
 * The web API for bundles with endpoints: the request with its tenant and caller, the common
 * response bodies, and {@code HttpHandler} endpoints that are called without JAX-RS.
 */
@Export
@Version("1.14.0")
package org.lumoauth.platform.web;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
