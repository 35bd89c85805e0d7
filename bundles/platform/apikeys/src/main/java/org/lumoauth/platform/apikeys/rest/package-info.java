/** The REST API for API keys of a tenant. */
package org.lumoauth.platform.apikeys.rest;
