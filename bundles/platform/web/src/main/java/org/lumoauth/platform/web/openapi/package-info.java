/** The route table of the running server, and its OpenAPI document. */
package org.lumoauth.platform.web.openapi;
