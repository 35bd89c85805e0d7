/** The REST API for a tenant's users and groups, and {@code ~/me}. */
package org.lumoauth.platform.directory.rest;
