/**
 * Subjects and their sources: users, groups, and other objects with credentials. Every operation
 * that issues or uses a token queries the {@link org.lumoauth.api.directory.SubjectSource} whether
 * the subject is enabled.
 */
@Export
@Version("1.6.0")
@NullMarked
package org.lumoauth.api.directory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
