/**
 * Expressions in policies and models, checked when they are saved and evaluated for every decision.
 * A module provides the evaluation; the language is the Common Expression Language (CEL).
 */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.expression;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
