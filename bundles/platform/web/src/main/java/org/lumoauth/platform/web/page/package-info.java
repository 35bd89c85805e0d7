/** Hosted pages of modules: forms, cookies, sessions, languages and errors. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.platform.web.page;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
