/**
 * Expressions that people write into policies and models, checked when they are saved and evaluated
 * on every decision. What evaluates them is a module; the language is the Common Expression
 * Language (CEL).
 */
@Export
@Version("1.0.0")
package org.lumoauth.api.expression;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
