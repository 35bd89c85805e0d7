/**
 * What a bundle with endpoints gets from the door: the request with its tenant and caller, the
 * common bodies, and hot endpoints that are called without JAX-RS.
 */
@Export
@Version("1.14.0")
package org.lumoauth.platform.web;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
