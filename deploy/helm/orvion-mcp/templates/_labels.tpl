{{/* What a selector goes by. */}}
{{- define "orvion-mcp.selector" -}}
app.kubernetes.io/name: orvion-mcp
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "orvion-mcp.metadata" -}}
name: {{ .Release.Name }}
namespace: {{ .Release.Namespace }}
labels:
  {{- include "orvion-mcp.selector" . | nindent 2 }}
  app.kubernetes.io/managed-by: {{ .Release.Service }}
  helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
