/** The REST API for users and groups of a tenant, and {@code ~/me}. */
package org.lumoauth.platform.directory.rest;
