/** The REST API for a tenant's API keys. */
package org.lumoauth.platform.apikeys.rest;
