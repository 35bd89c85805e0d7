/**
 * The REST API for module operations at {@code /api/v1/platform/modules}. Served only if the
 * operator enables it, to the operator only, and for archives on the allow-list only.
 */
package org.lumoauth.platform.modules.rest;
