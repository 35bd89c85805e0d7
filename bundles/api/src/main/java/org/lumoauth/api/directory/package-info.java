/**
 * Subjects and where they are kept: users, groups, and whatever else can hold a credential. Every
 * way to get or use a token asks each {@link org.lumoauth.api.directory.SubjectSource} whether its
 * subject is enabled.
 */
@Export
@Version("1.6.0")
package org.lumoauth.api.directory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
