/**
 * The web API for bundles with endpoints: the request with its tenant and caller, the common
 * response bodies, and {@code HttpHandler} endpoints that are called without JAX-RS.
 *
 * <p>An administrative resource is a JAX-RS class. Each method names its permission and errors by
 * annotations and calls one method of the bundle's service. There is no base class for it; {@link
 * org.lumoauth.platform.web.HttpExchange#initiator()}, {@link
 * org.lumoauth.platform.web.rest.DataResponseBody#created} and {@link
 * org.lumoauth.platform.web.rest.InMemoryPager} are the common parts.
 */
@Export
@Version("1.14.0")
@NullMarked
package org.lumoauth.platform.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
