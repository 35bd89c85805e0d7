/**
 * Events about changes that other bundles may depend on: for example, that a subject was disabled,
 * or that a tenant's settings changed. Events carry identifiers, never data; a listener reads the
 * data that it needs.
 *
 * <p>A listener compares {@link org.lumoauth.api.event.DomainEvent#type()} with the constants of
 * {@link org.lumoauth.api.event.DomainEvent}, in its service property {@link
 * org.lumoauth.api.event.DomainEventListener#MISSES_NONE} as well; a literal of another bundle's
 * event type is a mistake.
 */
@Export
@Version("1.2.0")
@NullMarked
package org.lumoauth.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
