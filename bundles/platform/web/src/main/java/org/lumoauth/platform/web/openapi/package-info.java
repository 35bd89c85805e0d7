/** The route table of the running server, and its OpenAPI document. */
@NullMarked
package org.lumoauth.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
