/**
 * Background tasks with limits: bounded executors, periodic tasks, and fetches that concurrent
 * callers share.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.support.concurrent;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
