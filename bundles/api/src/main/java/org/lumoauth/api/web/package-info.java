/**
 * Shared classes of REST resources: the common error and pages of lists. Errors have the form
 * {@code {"error","error_description","message","status","code","details"}} on the wire.
 */
@Export
@Version("1.3.0")
@NullMarked
package org.lumoauth.api.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
