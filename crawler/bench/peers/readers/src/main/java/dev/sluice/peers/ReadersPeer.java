package dev.sluice.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads exports with DuckDB or Spark and writes what it finds, a line each: {@code what<TAB>value}.
 * Arguments: {@code duckdb|spark LINES TABLE ANSWER}, where LINES is an export as lines of JSON,
 * TABLE the same as a table.
 */
public final class ReadersPeer {

  private ReadersPeer() {}

  public static void main(String[] arguments) throws Exception {
    Path lines = Path.of(arguments[1]);
    Path table = Path.of(arguments[2]);
    List<String> answer =
        arguments[0].equals("duckdb") ? duckdb(lines, table) : spark(table);
    Files.write(Path.of(arguments[3]), answer);
  }

  private static List<String> duckdb(Path lines, Path table) throws SQLException {
    String json =
        "read_json('%s/documents-*.jsonl.zst', format='newline_delimited', compression='zstd', filename=true,"
            + " maximum_object_size=200000000, columns={id:'VARCHAR', text:'VARCHAR', metadata:'JSON'})";
    String rows = "read_parquet('%s/documents-*.parquet', filename=true)";
    String ledger = "read_parquet('%s/ledger.parquet')";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW lines AS SELECT * FROM " + json.formatted(lines));
      statement.execute("CREATE VIEW rows AS SELECT * FROM " + rows.formatted(table));
      statement.execute("CREATE VIEW ledger AS SELECT * FROM " + ledger.formatted(table));
      List<String> found = new ArrayList<>();
      ask(statement, found, "lines of ", "SELECT parse_filename(filename), count(*) || ' documents, ' || sum(length(text)) || ' characters' FROM lines GROUP BY 1 ORDER BY 1");
      ask(statement, found, "rows of ", "SELECT parse_filename(filename), count(*) || ' documents, ' || sum(length(text)) || ' characters' FROM rows GROUP BY 1 ORDER BY 1");
      ask(statement, found, "", "SELECT 'ledger', count(*) || ' rows, ' || count(*) FILTER (kept) || ' kept' FROM ledger");
      ask(statement, found, "", "SELECT 'the same in lines and rows', count(*) FROM lines l JOIN rows r USING (id) WHERE l.text = r.text AND (l.metadata->>'url') = r.url AND (l.metadata->>'date') = r.date AND coalesce((l.metadata->>'language'), '') = coalesce(r.language, '') AND (l.metadata->>'body_sha256') = r.body_sha256");
      ask(statement, found, "", "SELECT 'where the ledger says', count(*) FROM ledger l JOIN (SELECT id, parse_filename(filename) AS shard, row_number() OVER (PARTITION BY filename ORDER BY file_row_number) - 1 AS line, length(text) AS characters FROM read_parquet('" + table + "/documents-*.parquet', filename=true, file_row_number=true)) r ON l.id = r.id AND l.shard = r.shard AND l.line = r.line AND l.characters = r.characters WHERE l.kept");
      return found;
    }
  }

  private static void ask(Statement statement, List<String> found, String what, String query)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(what + rows.getString(1) + "\t" + rows.getString(2));
      }
    }
  }

  private static List<String> spark(Path table) throws IOException {
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .appName("readers")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      session.read().parquet(table + "/documents-*.parquet").createOrReplaceTempView("documents");
      session.read().parquet(table + "/ledger.parquet").createOrReplaceTempView("ledger");
      List<Row> rows = new ArrayList<>();
      rows.addAll(session.sql("SELECT concat('rows of ', regexp_extract(input_file_name(), '[^/]*$', 0)), concat(count(*), ' documents, ', sum(char_length(text)), ' characters') FROM documents GROUP BY 1 ORDER BY 1").collectAsList());
      rows.addAll(session.sql("SELECT 'ledger', concat(count(*), ' rows, ', count_if(kept), ' kept') FROM ledger").collectAsList());
      rows.addAll(session.sql("SELECT 'in the ledger', cast(count(*) AS string) FROM documents d JOIN ledger l ON d.id = l.id AND d.url = l.url AND char_length(d.text) = l.characters AND d.added = l.fetched_at").collectAsList());
      return rows.stream()
          .map(row -> row.getString(0) + "\t" + row.getString(1))
          .collect(Collectors.toList());
    }
  }
}
