/**
 * Common parts of JAX-RS resources: response bodies, pages, and members and parameters of requests.
 */
@Export
@Version("1.0.0")
package org.lumoauth.platform.web.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
